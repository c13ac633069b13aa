export default definePageConfig({ navigationBarTitleText: '退换详情' });
