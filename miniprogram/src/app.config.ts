// One page a line: several people add theirs.
export default defineAppConfig({
  pages: [
    'pages/home/index',
    'pages/categories/index',
    'pages/cart/index',
    'pages/me/index',
    'pages/search/index',
    'pages/product/index',
    'pages/trace/index',
    'pages/checkout/index',
    'pages/paid/index',
    'pages/orders/index',
    'pages/order/index',
  ],
  subPackages: [
    { root: 'seller', pages: ['pages/today/index'] },
    { root: 'courier', pages: ['pages/tasks/index'] },
  ],
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '黑土优选',
    navigationBarBackgroundColor: '#ffffff',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f5f4f0',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    color: '#5f6459',
    selectedColor: '#2f7d32',
    backgroundColor: '#ffffff',
    borderStyle: 'white',
    list: [
      { pagePath: 'pages/home/index', text: '首页', iconPath: 'assets/tab/home.png', selectedIconPath: 'assets/tab/home-on.png' },
      { pagePath: 'pages/categories/index', text: '分类', iconPath: 'assets/tab/kinds.png', selectedIconPath: 'assets/tab/kinds-on.png' },
      { pagePath: 'pages/cart/index', text: '购物车', iconPath: 'assets/tab/cart.png', selectedIconPath: 'assets/tab/cart-on.png' },
      { pagePath: 'pages/me/index', text: '我的', iconPath: 'assets/tab/me.png', selectedIconPath: 'assets/tab/me-on.png' },
    ],
  },
});
