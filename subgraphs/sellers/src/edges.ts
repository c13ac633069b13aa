import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { noteOpening } from '@heitu/kit/privacy/scan-openings';
import { fileAudience, filePurposes } from './files.ts';

export const edges = fileEdges({ purposes: filePurposes, audience: fileAudience, opened: noteOpening });
