import { writeRules } from './built-schema.ts';
import { generateContracts } from './compose.ts';

writeRules(generateContracts().rules);
