export default definePageConfig({ navigationBarTitleText: '付给种植户的钱' });
