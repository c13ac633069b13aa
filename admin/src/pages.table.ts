import { DueKindWords, PartyKindWords, RoleWords } from './api/admin.ts';
import { SAID } from './lib/said.ts';
import { lazy, type ComponentType } from 'react';
import type { Role } from './api/admin.ts';

/**
 * A page of the menu, or below one. `asks`: the root field without which it is empty; who may not ask for it does not
 * see it.
 */
export interface Place {
  path: string;
  title: string;
  group?: string;
  asks?: string;
  page: ComponentType;
  /** Businesses that have this page at a desk, too; what says nothing is the operator's people's. */
  also?: readonly Role[];
}
/** Each page is loaded when it is first opened. */
const page = (load: () => Promise<ComponentType>): ComponentType => lazy(async () => ({ default: await load() }));
const products = () => import('./pages/products.tsx');
const assessments = () => import('./pages/assessments.tsx');

export const PLACES: readonly Place[] = [
  {
    path: '/',
    title: '今日',
    group: '要办的',
    page: page(async () => (await import('./pages/first.tsx')).FirstPage),
    also: ['SELLER_OWNER', 'SELLER_STAFF', 'CARRIER_MANAGER'],
  },
  {
    path: '/complaints',
    title: '案子',
    group: '要办的',
    asks: 'auditTrail|decideComplaint|advanceCompensation',
    page: page(async () => (await import('./pages/complaints.tsx')).ComplaintsPage),
  },
  {
    path: '/complaints/:id',
    title: '投诉',
    page: page(async () => (await import('./pages/complaint.tsx')).ComplaintPage),
  },
  {
    path: '/claims/:id',
    title: '索赔',
    page: page(async () => (await import('./pages/claim.tsx')).ClaimPage),
  },
  {
    path: '/oversight',
    title: '来件',
    group: '要办的',
    asks: 'oversightRequests',
    page: page(async () => (await import('./pages/oversight.tsx')).OversightPage),
  },
  {
    path: '/trainings',
    title: '培训考核',
    group: '谁能做生意',
    asks: 'untrained',
    page: page(async () => (await import('./pages/trainings.tsx')).TrainingsPage),
  },
  {
    path: '/help',
    title: DueKindWords.HELP,
    group: '要办的',
    asks: 'parties',
    page: page(async () => (await import('./pages/help.tsx')).HelpPage),
  },
  {
    path: '/cold-chain',
    title: '冷链',
    group: '货安不安全',
    asks: 'alarms',
    page: page(async () => (await import('./pages/cold-chain.tsx')).ColdChainPage),
    also: ['CARRIER_MANAGER'],
  },
  {
    path: '/recalls',
    title: '召回',
    group: '货安不安全',
    asks: 'recallCases',
    page: page(async () => (await import('./pages/recalls.tsx')).RecallsPage),
    also: ['SELLER_OWNER', 'SELLER_STAFF'],
  },
  {
    path: '/recalls/:id',
    title: '召回',
    asks: 'recallCases',
    page: page(async () => (await import('./pages/recall.tsx')).RecallPage),
    also: ['SELLER_OWNER', 'SELLER_STAFF'],
  },
  {
    path: '/products',
    title: '商品与批次',
    group: '货安不安全',
    asks: 'managedProducts',
    page: page(async () => (await products()).ProductsPage),
    also: ['SELLER_OWNER', 'SELLER_STAFF'],
  },
  {
    path: '/products/:id',
    title: '商品',
    asks: 'managedProducts',
    page: page(async () => (await import('./pages/product.tsx')).ProductPage),
    also: ['SELLER_OWNER', 'SELLER_STAFF'],
  },
  {
    path: '/looks',
    title: '新品新店',
    group: '货安不安全',
    asks: 'publicLooks',
    page: page(async () => (await import('./pages/looks.tsx')).LooksPage),
  },
  {
    path: '/tip-offs',
    title: '举报',
    group: '货安不安全',
    asks: 'tipOffs',
    page: page(async () => (await import('./pages/tip-offs.tsx')).TipOffsPage),
  },
  {
    path: '/rights',
    title: '个人信息权利',
    group: '要办的',
    asks: 'corrections',
    page: page(async () => (await import('./pages/rights.tsx')).RightsPage),
  },
  {
    path: '/price-emergencies',
    title: '涨价核实',
    group: '货安不安全',
    asks: 'priceHolds|decideTariffChange|proposePlatformFee',
    page: page(async () => (await import('./pages/price-emergencies.tsx')).PriceEmergenciesPage),
  },
  {
    path: '/labels',
    title: '包装码',
    group: '货安不安全',
    asks: 'labelDoubts',
    page: page(async () => (await import('./pages/labels.tsx')).LabelsPage),
  },
  {
    path: '/papers',
    title: '证明核验',
    group: '货安不安全',
    asks: 'papersWaiting',
    page: page(async () => (await import('./pages/papers.tsx')).PapersPage),
  },
  {
    path: '/supervision',
    title: '监督检查',
    group: '货安不安全',
    asks: 'tradeChecks',
    page: page(async () => (await import('./pages/supervision.tsx')).SupervisionPage),
  },
  {
    path: '/reviews',
    title: '评价',
    group: '货安不安全',
    asks: 'heldReviews|reviews',
    page: page(async () => (await import('./pages/reviews.tsx')).ReviewsPage),
  },
  {
    path: '/standards',
    title: '执行标准',
    group: '货安不安全',
    asks: 'managedProducts|registerStandard',
    page: page(async () => (await import('./pages/standards.tsx')).StandardsPage),
  },
  {
    path: '/orders',
    title: '订单',
    group: '货到哪了',
    asks: 'tradeOrders',
    page: page(async () => (await import('./pages/orders.tsx')).OrdersPage),
  },
  {
    path: '/orders/:id',
    title: '订单',
    asks: 'tradeOrders',
    page: page(async () => (await import('./pages/order.tsx')).OrderPage),
  },
  {
    path: '/shipments',
    title: '包裹',
    group: '货到哪了',
    asks: 'alarms',
    page: page(async () => (await import('./pages/shipments.tsx')).ShipmentsPage),
    also: ['CARRIER_MANAGER'],
  },
  {
    path: '/shipments/:id',
    title: '包裹',
    page: page(async () => (await import('./pages/shipment.tsx')).ShipmentPage),
    also: ['CARRIER_MANAGER'],
  },
  {
    path: '/carriers',
    title: PartyKindWords.CARRIER,
    group: '货到哪了',
    asks: 'carriers',
    page: page(async () => (await import('./pages/carriers.tsx')).CarriersPage),
  },
  {
    path: '/villages',
    title: '村屯覆盖',
    group: '货到哪了',
    asks: 'villages',
    page: page(async () => (await import('./pages/villages.tsx')).VillagesPage),
  },
  {
    path: '/filings',
    title: '资质审核',
    group: '谁在做买卖',
    asks: 'parties',
    page: page(async () => (await import('./pages/filings.tsx')).FilingsPage),
  },
  {
    path: '/parties',
    title: '经营主体',
    group: '谁在做买卖',
    asks: 'parties',
    page: page(async () => (await import('./pages/parties.tsx')).PartiesPage),
  },
  {
    path: '/parties/:id',
    title: '主体',
    asks: 'parties',
    page: page(async () => (await import('./pages/party.tsx')).PartyPage),
  },
  {
    path: '/contracts',
    title: '合同',
    group: '谁在做买卖',
    asks: 'contracts',
    page: page(async () => (await import('./pages/contracts.tsx')).ContractsPage),
    also: ['SELLER_OWNER', 'CARRIER_MANAGER'],
  },
  {
    path: '/produce',
    title: '农产品资源',
    group: '谁在做买卖',
    asks: 'produceLibrary',
    page: page(async () => (await import('./pages/produce.tsx')).ProducePage),
  },
  {
    path: '/suppliers',
    title: '供应商',
    group: '谁在做买卖',
    asks: 'parties',
    page: page(async () => (await import('./pages/suppliers.tsx')).SuppliersPage),
  },
  {
    path: '/measures',
    title: '措施与申诉',
    group: '谁在做买卖',
    asks: 'measures',
    page: page(async () => (await import('./pages/measures.tsx')).MeasuresPage),
  },
  {
    path: '/covenant',
    title: '自律公约成员',
    group: '谁在做买卖',
    asks: 'covenantMembers',
    page: page(async () => (await import('./pages/covenant.tsx')).CovenantPage),
  },
  {
    path: '/assessments',
    title: '月度考评',
    group: '谁在做买卖',
    asks: 'assessedMonths',
    page: page(async () => (await assessments()).AssessmentsPage),
  },
  {
    path: '/assessments/:month',
    title: '月度考评',
    asks: 'assessedMonths',
    page: page(async () => (await assessments()).AssessmentPage),
  },
  {
    path: '/finance',
    title: '资金',
    group: '钱在谁那里',
    asks: 'recoveries',
    page: page(async () => (await import('./pages/finance.tsx')).FinancePage),
  },
  {
    path: '/charges',
    title: '收费核对',
    group: '钱在谁那里',
    asks: 'chargeDifferences',
    page: page(async () => (await import('./pages/charges.tsx')).ChargesPage),
  },
  {
    path: '/duties',
    title: '责任表',
    group: '守没守规矩',
    asks: 'dutyCalendar',
    page: page(async () => (await import('./pages/duties.tsx')).DutiesPage),
  },
  {
    path: '/conformance',
    title: '符合性报告',
    group: '守没守规矩',
    asks: 'conformanceReport',
    page: page(async () => (await import('./pages/conformance.tsx')).ConformancePage),
  },
  {
    path: '/conformance/issued',
    title: SAID.monthReports,
    asks: 'monthReports',
    page: page(async () => (await import('./pages/conformance-issued.tsx')).IssuedReportsPage),
  },
  {
    path: '/returns',
    title: '统计报送',
    group: '守没守规矩',
    asks: 'statisticalReturns',
    page: page(async () => (await import('./pages/returns.tsx')).ReturnsPage),
  },
  {
    path: '/documents',
    title: '公示与规则',
    group: '守没守规矩',
    asks: 'publicServicePage',
    page: page(async () => (await import('./pages/documents.tsx')).DocumentsPage),
  },
  {
    path: '/audit',
    title: '审计',
    group: '守没守规矩',
    asks: 'auditTrail',
    page: page(async () => (await import('./pages/audit.tsx')).AuditPage),
  },
  {
    path: '/people',
    title: '人员与权限',
    group: '平台自己的事',
    asks: 'staffAccounts',
    page: page(async () => (await import('./pages/people.tsx')).PeoplePage),
  },
  {
    path: '/partners',
    title: RoleWords.PARTNER,
    group: '平台自己的事',
    asks: 'apiClients',
    page: page(async () => (await import('./pages/partners.tsx')).PartnersPage),
  },
  {
    path: '/operations',
    title: '运行保障',
    group: '平台自己的事',
    asks: 'technicalRegister',
    page: page(async () => (await import('./pages/operations.tsx')).OperationsPage),
  },
  {
    path: '/notices',
    title: '通知和短信',
    group: '平台自己的事',
    asks: 'messageCosts',
    page: page(async () => (await import('./pages/notices.tsx')).NoticesPage),
  },
  {
    path: '/holidays',
    title: '节假日安排',
    group: '平台自己的事',
    asks: 'calendarYears',
    page: page(async () => (await import('./pages/holidays.tsx')).HolidaysPage),
  },
  {
    path: '/templates',
    title: '商品模板',
    group: '平台自己的事',
    asks: 'managedProducts',
    page: page(async () => (await import('./pages/templates.tsx')).TemplatesPage),
  },
  {
    path: '/price-bands',
    title: '政府价格',
    group: '平台自己的事',
    asks: 'publishPriceBand',
    page: page(async () => (await import('./pages/price-bands.tsx')).PriceBandsPage),
  },
  {
    path: '/columns',
    title: '首页栏目',
    group: '平台自己的事',
    asks: 'saveMarketingColumn',
    page: page(async () => (await import('./pages/columns.tsx')).ColumnsPage),
  },
  {
    path: '/me',
    title: '我的账号',
    page: page(async () => (await import('./pages/me.tsx')).MePage),
    also: ['SELLER_OWNER', 'SELLER_STAFF', 'CARRIER_MANAGER'],
  },
];
