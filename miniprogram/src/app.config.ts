import { LIGHT } from './theme/colours';

/** WeChat reads its own bars' colours and pictures from theme.json, by day and by night; a browser has no such bars. */
const isWechat = process.env.TARO_ENV !== 'h5';
const inTheme = (name: string, otherwise: string): string => (isWechat ? `@${name}` : otherwise);
const tab = (page: string, text: string, picture: string) => ({
  pagePath: `pages/${page}/index`,
  text,
  iconPath: inTheme(picture, `assets/tab/${picture}.png`),
  selectedIconPath: inTheme(`${picture}-on`, `assets/tab/${picture}-on.png`),
});

// One page a line: several people add theirs.
export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/categories/index',
    'pages/cart/index',
    'pages/me/index',
    'pages/search/index',
    'pages/product/index',
    'pages/reviews/index',
    'pages/shop/index',
    'pages/shops/index',
    'pages/kept/index',
    'pages/poster/index',
    'pages/trace/index',
    'pages/checkout/index',
    'pages/paid/index',
    'pages/orders/index',
    'pages/order/index',
    'pages/messages/index',
    'pages/sessions/index',
    'pages/help/index',
    'pages/rules/index',
    'pages/licences/index',
    'pages/addresses/index',
    'pages/address/index',
    'pages/phone/index',
    'pages/refund-card/index',
    'pages/parcel/index',
    'pages/sign/index',
    'pages/after-sale-new/index',
    'pages/after-sales/index',
    'pages/after-sale/index',
    'pages/complain/index',
    'pages/complaints/index',
    'pages/complaint/index',
    'pages/review/index',
    'pages/privacy/index',
    'pages/looks/index',
    'pages/erase/index',
    'pages/identity-code/index',
    // Every piece in all its states: for whoever makes pages, and in no build that people get.
    ...(isWechat || process.env.NODE_ENV === 'production' ? [] : ['examples/index']),
  ],
  subPackages: [
    {
      root: 'seller',
      pages: [
        'pages/today/index',
        'pages/register/index',
        'pages/papers/index',
        'pages/shop/index',
        'pages/products/index',
        'pages/list/index',
        'pages/product/index',
        'pages/lots/index',
        'pages/new-lot/index',
        'pages/lot/index',
        'pages/suppliers/index',
        'pages/orders/index',
        'pages/order/index',
        'pages/after-sales/index',
        'pages/after-sale/index',
        'pages/complaints/index',
        'pages/complaint/index',
        'pages/ledger/index',
        'pages/money/index',
        'pages/chart/index',
        'pages/staff/index',
        'pages/station/index',
        'pages/conduct/index',
        'pages/reviews/index',
        'pages/contracts/index',
        'pages/questions/index',
        'pages/contact/index',
        'pages/standards/index',
      ],
    },
    {
      root: 'courier',
      pages: ['pages/tasks/index', 'pages/parcel/index', 'pages/collection/index'],
    },
    {
      root: 'carrier',
      pages: [
        'pages/today/index',
        'pages/parcels/index',
        'pages/parcel/index',
        'pages/returns/index',
        'pages/alarms/index',
        'pages/handovers/index',
        'pages/money/index',
        'pages/fleet/index',
        'pages/service/index',
        'pages/conduct/index',
      ],
    },
  ],
  // What a page may only ask for where it is declared: the address that WeChat keeps (pages/address).
  requiredPrivateInfos: ['chooseAddress'],
  // What WeChat's search may show of us (sitemap.json).
  ...(isWechat && { sitemapLocation: 'sitemap.json' }),
  // Where people go from there, brought while they still read: not over a network that costs by the byte.
  ...(isWechat && {
    preloadRule: {
      'pages/me/index': { network: 'wifi', packages: ['seller', 'courier', 'carrier'] },
    },
  }),
  lazyCodeLoading: 'requiredComponents',
  ...(isWechat && { darkmode: true, themeLocation: 'theme.json' }),
  window: Object.assign(
    {
      navigationBarTitleText: '黑土优选',
      navigationBarBackgroundColor: LIGHT.paper,
      navigationBarTextStyle: 'black' as const,
      backgroundColor: LIGHT.paper,
      backgroundTextStyle: 'dark' as const,
      onReachBottomDistance: 600,
      // A browser's pages are pulled by ui/pull.h5.ts.
      enablePullDownRefresh: isWechat,
    },
    isWechat && {
      navigationBarBackgroundColor: '@paper',
      navigationBarTextStyle: '@title',
      backgroundColor: '@paper',
      backgroundTextStyle: '@loading',
    },
  ),
  tabBar: {
    color: inTheme('second', LIGHT['ink-2']),
    selectedColor: inTheme('ink', LIGHT.ink),
    backgroundColor: inTheme('card', LIGHT.card),
    ...Object.assign({ borderStyle: 'white' as const }, isWechat && { borderStyle: '@edge' }),
    list: [
      tab('home', '首页', 'home'),
      tab('categories', '分类', 'kinds'),
      tab('cart', '购物车', 'cart'),
      tab('me', '我的', 'me'),
    ],
  },
});
