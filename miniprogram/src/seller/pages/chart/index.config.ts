export default definePageConfig({ navigationBarTitleText: '卖得怎样' });
