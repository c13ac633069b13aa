import { fileEdges } from '@heitu/kit/file-edges';
import { fileAudience, filePurposes } from './files.ts';

export const edges = fileEdges({ purposes: filePurposes, audience: fileAudience });
