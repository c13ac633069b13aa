import { enumOf } from './enums.ts';
import { SOURCES, VERDICTS } from './evidence.ts';

export const Verdicts = enumOf('Verdict', VERDICTS);
export const EvidenceSources = enumOf('EvidenceSource', SOURCES);
