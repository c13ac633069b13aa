export default definePageConfig({ navigationBarTitleText: '登记和证照' });
