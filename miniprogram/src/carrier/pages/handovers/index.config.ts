export default definePageConfig({ navigationBarTitleText: '对交接单' });
