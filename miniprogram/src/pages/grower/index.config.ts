export default definePageConfig({ navigationBarTitleText: '我的卖粮账' });
