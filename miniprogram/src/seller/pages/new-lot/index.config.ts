export default definePageConfig({ navigationBarTitleText: '登记一批货' });
