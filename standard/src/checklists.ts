/** What is looked at where work is an inspection, each a sentence that is so or not so. */
export const CHECK_ITEMS = {
  'takes-over-as-agreed': '按约定的时间、地点接货，当面点数',
  'signs-documents': '货物单据齐全，双方当场签字',
  'cold-before-loading': '生鲜装车前查过货温和车温',
  'calls-ahead': '送货前打过电话预约',
  'in-agreed-time': '抽看的包裹都在约定时间内送到',
  'late-told': '晚到的提前告诉了消费者和商家',
  'slips-covered': '面单上看不到完整的姓名、电话和地址',
  'no-lists-kept': '没有另外抄留、拍下客户信息',
  'phones-asked': '问过的消费者没有接到推销电话',
  'shows-identity': '上门先出示身份码，消费者核对过',
  'sells-nothing': '没有借平台的名义推销或收额外的钱',
  'cash-counted': '代收的货款和签收单逐笔对得上',
  'cash-paid-back': '代收的货款按期返还给商家',
  'opened-before-taking': '收寄时开箱验视',
  'banned-list-posted': '禁寄物品清单贴在收寄的地方',
  'no-banned-goods': '抽看的包裹里没有禁寄物品',
  'label-as-shown': '标签、规格和页面展示的一致',
  'papers-valid': '证明和报告在有效期内，批号对得上',
  'in-date': '没有过期、变质、掺杂的货',
  'weight-right': '抽称的净含量不短少',
  'stored-right': '存放的温度和卫生符合要求',
  'arrived-whole': '送到的包装完好，件数齐全',
  'arrived-cold': '送到时货温在允许的范围',
  'buyer-signed': '消费者验过货，本人签收',
} as const;
export type CheckItem = keyof typeof CHECK_ITEMS;

/** What belongs to an inspection of each kind: all of it is looked at, or it was no inspection. */
export const CHECKLISTS = {
  agreement: ['takes-over-as-agreed', 'signs-documents', 'cold-before-loading', 'calls-ahead'],
  'on-time': ['in-agreed-time', 'late-told'],
  confidentiality: ['slips-covered', 'no-lists-kept', 'phones-asked'],
  impersonation: ['shows-identity', 'sells-nothing'],
  cod: ['cash-counted', 'cash-paid-back'],
  'banned-goods': ['opened-before-taking', 'banned-list-posted', 'no-banned-goods'],
  goods: ['label-as-shown', 'papers-valid', 'in-date', 'weight-right', 'stored-right'],
  delivery: ['arrived-whole', 'arrived-cold', 'calls-ahead', 'shows-identity', 'buyer-signed'],
} as const satisfies Readonly<Record<string, readonly CheckItem[]>>;

/** An item, and whether it was so. */
export interface CheckedItem {
  item: CheckItem;
  passed: boolean;
}
/** What of the list was not looked at, or looked at twice, or does not belong to it. */
export function checklistFaults(list: readonly CheckItem[], checked: readonly CheckedItem[]): CheckItem[] {
  const times = Map.groupBy(checked, ({ item }) => item);
  const odd = [...times].flatMap(([item, rows]) => (rows.length === 1 && list.includes(item) ? [] : [item]));
  return [...list.filter((item) => !times.has(item)), ...odd];
}
