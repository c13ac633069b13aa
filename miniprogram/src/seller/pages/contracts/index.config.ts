export default definePageConfig({ navigationBarTitleText: '合同和公约' });
