export default definePageConfig({ navigationBarTitleText: '买家评价' });
