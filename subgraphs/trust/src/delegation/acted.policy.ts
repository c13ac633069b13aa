import { MINUTE_MS } from '@heitu/kit/rules/clock';

/** What is done at one sitting is told together. */
export const TELL_ACTS_AFTER_MS = 10 * MINUTE_MS;

/** What an agent does for an owner, as the owner is told of it; what is not named is told as "别的事". */
export const DELEGATED_ACTS: Readonly<Record<string, string>> = {
  confirmOrder: '确认订单',
  pickOrder: '装货',
  cancelOrder: '取消订单',
  openHandover: '开交接单',
  signHandover: '交货签字',
  signCustodyLeg: '交货签字',
  issueHandoverCard: '做交货卡',
  withdrawHandoverCard: '作废交货卡',
  objectToHandover: '说交货不对',
  decideAfterSale: '答复退换货',
  offerRefund: '提出退一部分',
  acceptReturn: '验收退货',
  createProduct: '新建商品',
  reviseProduct: '改商品',
  publishProduct: '上架商品',
  withdrawProduct: '下架商品',
  setPriceLabel: '改价钱',
  adjustStock: '改库存',
  registerLot: '登记一批货',
  recordSelfCheck: '填自检表',
  givePromise: '开合格证',
  addCertificate: '加证明',
  releaseLot: '放行一批货',
  recallLot: '召回一批货',
  printLabels: '印标签',
  recordInputUse: '记用药用肥',
  recordHarvest: '记采收',
  answerComplaint: '答复投诉',
  replyToReview: '回复评价',
};
/** A look is no act that anybody has to hear of. */
const LOOKS: ReadonlySet<string> = new Set(['seeOrders']);
export const isToldOf = (operation: string): boolean => !LOOKS.has(operation);

/** 确认订单 2 次、装货 1 次: each kind once, in the order in which it was first done. */
export function actsInWords(operations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const operation of operations) {
    const word = DELEGATED_ACTS[operation] ?? '别的事';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${word}${count}次`).join('、');
}
