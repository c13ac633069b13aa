export default definePageConfig({ navigationBarTitleText: '核对标签' });
