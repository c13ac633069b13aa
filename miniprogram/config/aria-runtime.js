import { mergeInternalComponents } from '@tarojs/shared';
import attributes from './aria-attributes.js';

mergeInternalComponents(attributes);
