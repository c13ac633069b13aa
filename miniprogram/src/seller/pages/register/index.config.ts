export default definePageConfig({ navigationBarTitleText: '登记成为卖家' });
