export default definePageConfig({ navigationBarTitleText: '会员确认码' });
