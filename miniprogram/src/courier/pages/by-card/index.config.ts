export default definePageConfig({ navigationBarTitleText: '商家的人签字' });
