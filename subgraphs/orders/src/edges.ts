import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { fileAudience, filePurposes } from './files.ts';

export const edges = fileEdges({ purposes: filePurposes, audience: fileAudience });
