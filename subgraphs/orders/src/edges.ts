import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { noteOpening } from '@heitu/kit/privacy/scan-openings';
import type { Edge } from '@heitu/kit/serving/subgraph';
import type { OrdersContext } from './context.ts';
import { fileAudience, filePurposes } from './files.ts';
import { showRecallReport } from './recall/show-recall-report.ts';

const own: Edge<OrdersContext>[] = [{ method: 'GET', path: '/recall-reports/:caseId', handle: showRecallReport }];

export const edges = [...fileEdges({ purposes: filePurposes, audience: fileAudience, opened: noteOpening }), ...own];
