export default definePageConfig({ navigationBarTitleText: '卖家工作台' });
