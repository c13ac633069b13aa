import { lazy, type ComponentType } from 'react';

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
}
type Load = () => Promise<Record<string, unknown>>;
/** Each page is loaded when it is first opened. */
const page = (load: Load, name: string): ComponentType =>
  lazy(async () => ({ default: (await load())[name] as ComponentType }));
const products = () => import('./pages/products.tsx');
const assessments = () => import('./pages/assessments.tsx');

export const PLACES: readonly Place[] = [
  { path: '/', title: '今日待办', group: '总览', page: page(() => import('./pages/dashboard.tsx'), 'Dashboard') },
  {
    path: '/conformance',
    title: '符合性报告',
    group: '总览',
    asks: 'conformanceReport',
    page: page(() => import('./pages/conformance.tsx'), 'ConformancePage'),
  },
  {
    path: '/filings',
    title: '资质审核',
    group: '经营主体',
    asks: 'parties',
    page: page(() => import('./pages/filings.tsx'), 'FilingsPage'),
  },
  {
    path: '/parties',
    title: '经营主体',
    group: '经营主体',
    asks: 'parties',
    page: page(() => import('./pages/parties.tsx'), 'PartiesPage'),
  },
  { path: '/parties/:id', title: '主体', asks: 'parties', page: page(() => import('./pages/party.tsx'), 'PartyPage') },
  {
    path: '/suppliers',
    title: '供应商',
    group: '经营主体',
    asks: 'parties',
    page: page(() => import('./pages/suppliers.tsx'), 'SuppliersPage'),
  },
  {
    path: '/help',
    title: '商家提问',
    group: '经营主体',
    asks: 'parties',
    page: page(() => import('./pages/help.tsx'), 'HelpPage'),
  },
  {
    path: '/products',
    title: '商品与广告',
    group: '交易',
    asks: 'managedProducts',
    page: page(products, 'ProductsPage'),
  },
  {
    path: '/products/:id',
    title: '商品',
    asks: 'managedProducts',
    page: page(() => import('./pages/product.tsx'), 'ProductPage'),
  },
  {
    path: '/templates',
    title: '商品模板',
    group: '交易',
    asks: 'managedProducts',
    page: page(() => import('./pages/templates.tsx'), 'TemplatesPage'),
  },
  {
    path: '/standards',
    title: '执行标准',
    group: '交易',
    asks: 'managedProducts|registerStandard',
    page: page(() => import('./pages/standards.tsx'), 'StandardsPage'),
  },
  {
    path: '/columns',
    title: '首页栏目',
    group: '交易',
    asks: 'saveMarketingColumn',
    page: page(() => import('./pages/columns.tsx'), 'ColumnsPage'),
  },
  {
    path: '/orders',
    title: '订单',
    group: '交易',
    asks: 'tradeOrders',
    page: page(() => import('./pages/orders.tsx'), 'OrdersPage'),
  },
  {
    path: '/orders/:id',
    title: '订单',
    asks: 'tradeOrders',
    page: page(() => import('./pages/order.tsx'), 'OrderPage'),
  },
  {
    path: '/shipments',
    title: '包裹',
    group: '交易',
    asks: 'alarms',
    page: page(() => import('./pages/shipments.tsx'), 'ShipmentsPage'),
  },
  { path: '/shipments/:id', title: '包裹', page: page(() => import('./pages/shipment.tsx'), 'ShipmentPage') },
  {
    path: '/cold-chain',
    title: '冷链',
    group: '交易',
    asks: 'alarms',
    page: page(() => import('./pages/cold-chain.tsx'), 'ColdChainPage'),
  },
  {
    path: '/carriers',
    title: '配送服务商',
    group: '交易',
    asks: 'carriers',
    page: page(() => import('./pages/carriers.tsx'), 'CarriersPage'),
  },
  {
    path: '/villages',
    title: '村屯覆盖',
    group: '交易',
    asks: 'villages',
    page: page(() => import('./pages/villages.tsx'), 'VillagesPage'),
  },
  {
    path: '/complaints',
    title: '投诉与调解',
    group: '监督',
    asks: 'auditTrail|decideComplaint|advanceCompensation',
    page: page(() => import('./pages/complaints.tsx'), 'ComplaintsPage'),
  },
  { path: '/complaints/:id', title: '投诉', page: page(() => import('./pages/complaint.tsx'), 'ComplaintPage') },
  {
    path: '/reviews',
    title: '评价',
    group: '监督',
    asks: 'heldReviews|reviews',
    page: page(() => import('./pages/reviews.tsx'), 'ReviewsPage'),
  },
  {
    path: '/supervision',
    title: '监督检查',
    group: '监督',
    asks: 'tradeChecks',
    page: page(() => import('./pages/supervision.tsx'), 'SupervisionPage'),
  },
  {
    path: '/measures',
    title: '措施与申诉',
    group: '监督',
    asks: 'measures',
    page: page(() => import('./pages/measures.tsx'), 'MeasuresPage'),
  },
  {
    path: '/assessments',
    title: '月度考评',
    group: '监督',
    asks: 'assessedMonths',
    page: page(assessments, 'AssessmentsPage'),
  },
  { path: '/assessments/:month', title: '月度考评', asks: 'assessedMonths', page: page(assessments, 'AssessmentPage') },
  {
    path: '/oversight',
    title: '监管与行业来件',
    group: '监督',
    asks: 'oversightRequests',
    page: page(() => import('./pages/oversight.tsx'), 'OversightPage'),
  },
  {
    path: '/returns',
    title: '统计报送',
    group: '监督',
    asks: 'statisticalReturns',
    page: page(() => import('./pages/returns.tsx'), 'ReturnsPage'),
  },
  {
    path: '/finance',
    title: '资金',
    group: '资金',
    asks: 'recoveries',
    page: page(() => import('./pages/finance.tsx'), 'FinancePage'),
  },
  {
    path: '/people',
    title: '人员与权限',
    group: '系统',
    asks: 'staffAccounts',
    page: page(() => import('./pages/people.tsx'), 'PeoplePage'),
  },
  {
    path: '/partners',
    title: '合作方系统',
    group: '系统',
    asks: 'apiClients',
    page: page(() => import('./pages/partners.tsx'), 'PartnersPage'),
  },
  {
    path: '/audit',
    title: '审计',
    group: '系统',
    asks: 'auditTrail',
    page: page(() => import('./pages/audit.tsx'), 'AuditPage'),
  },
  {
    path: '/operations',
    title: '运行保障',
    group: '系统',
    asks: 'technicalRegister',
    page: page(() => import('./pages/operations.tsx'), 'OperationsPage'),
  },
  {
    path: '/documents',
    title: '公示与规则',
    group: '系统',
    asks: 'publicServicePage',
    page: page(() => import('./pages/documents.tsx'), 'DocumentsPage'),
  },
  {
    path: '/holidays',
    title: '节假日安排',
    group: '系统',
    asks: 'calendarYears',
    page: page(() => import('./pages/holidays.tsx'), 'HolidaysPage'),
  },
  { path: '/me', title: '我的账号', page: page(() => import('./pages/me.tsx'), 'MePage') },
];
