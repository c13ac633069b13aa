export const NOTICE_CHANGED = { message: '告知有了新版本，请先看新版本再选择', clause: '10.2.a-f' } as const;
export const NO_NOTICE = { message: '平台还没有公布信息保护告知', clause: '10.2.a-f' } as const;
export const SUBGRAPH_SILENT = { message: '平台有一部分暂时没有应答，请过几分钟再试', clause: '10.4' } as const;
