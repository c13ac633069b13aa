import { isRole, SUBGRAPHS, type Role, type SubgraphName } from '@heitu/standard';

/** What each part of the platform reads personal data for. */
const SENDERS: Readonly<Record<string, string>> = {
  sellers: '办理网商备案和监管',
  catalog: '管理商品和溯源',
  orders: '处理订单和售后',
  logistics: '配送和交接',
  payments: '付款、退款和结算',
  trust: '处理账户和投诉',
} satisfies Readonly<Record<SubgraphName, string>>;
/** Operations that say more than their subgraph does. */
const OPERATIONS: Readonly<Record<string, string>> = {
  addressForOrder: '按单取收货地址',
  ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name}Copy`, '按您的要求复制个人信息'])),
  complaint: '查看投诉',
  complaints: '查看投诉列表',
  answerComplaint: '答复投诉',
  decideComplaint: '裁定投诉',
  respondToDecision: '回应投诉裁定',
  advanceCompensation: '先行赔付',
  revealIdentity: '核对经营者身份',
  reviewFiling: '审核备案',
  filings: '审核备案',
  parties: '查看备案登记',
  party: '查看备案登记',
  order: '查看订单',
  orders: '查看订单列表',
  shipOrder: '发货',
  confirmOrder: '确认订单',
  shipment: '查看运单',
  shipments: '查看运单列表',
  deliveryTasks: '查看配送任务',
  startDelivery: '上门配送',
  signDelivery: '办理签收',
  courierCode: '出示配送员动态码',
  openHandover: '办理交接',
  signHandover: '签交接单',
  signHandoverByCard: '扫交货卡交接',
  handover: '查看交接单',
  reconcileHandovers: '核对交接单',
  signCollection: '上门取件',
  createCollection: '安排上门取件',
};
export const operationTitle = (operation: string, sender: string): string =>
  OPERATIONS[operation] ?? SENDERS[sender] ?? '办理业务';

const FIELDS: Readonly<Record<string, string>> = {
  copy: '副本',
  'id-number': '身份证号码',
  'legal-representative': '法定代表人',
  name: '姓名',
  phone: '电话',
  address: '地址',
  detail: '详细地址',
  divisionCode: '所在地区',
  openid: '微信标识',
  signature: '签名',
  complaint: '投诉内容',
  text: '文字内容',
  recipient: '收货人信息',
  fullName: '姓名',
  agreedPlace: '约定地点',
  custodian: '保管人',
  note: '说明',
  scan: '快递轨迹',
  reason: '申请原因',
  decisionReason: '处理说明',
  handoverNote: '交接说明',
  checkNote: '验收说明',
  cancelNote: '取消说明',
  refusalNote: '拒收说明',
  inspectionNote: '检查说明',
  condition: '物品状况',
  accessories: '附件',
  centreNote: '交接说明',
  settlement: '处理结果',
  answer: '答复内容',
  finding: '裁定内容',
  question: '求助内容',
  appeal: '申诉内容',
  rectification: '整改情况',
  reportText: '举报内容',
  measure: '处理措施',
  action: '处置说明',
  body: '消息内容',
  document: '交接单',
  contactName: '联系人',
  contactPhone: '联系电话',
  legalRepresentative: '法定代表人',
  residentIdNumber: '身份证号码',
  licence: '证照',
  file: '证照或照片',
  photo: '照片',
};
/** `recipient.phone` → 收货人信息的电话 where both are known; what has no title is 其他个人信息. */
export const fieldTitle = (field: string): string => {
  const known = field
    .split('.')
    .map((part) => FIELDS[part])
    .filter((title) => title !== undefined);
  return known.length === 0 ? '其他个人信息' : known.join('的');
};

/** The roles in a row, with commas between; the platform itself (`system`) has none. */
export const listedRoles = (text: string): Role[] => text.split(',').filter(isRole);
/** Everybody is a consumer too: it is said only of those who are nothing else. */
export function rolesTold(text: string): Role[] {
  const roles = listedRoles(text);
  const beside = roles.filter((role) => role !== 'consumer');
  return beside.length > 0 ? beside : roles;
}
