export default definePageConfig({ navigationBarTitleText: '拒收定责' });
