export default definePageConfig({ navigationBarTitleText: '取退货' });
