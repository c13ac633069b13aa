export default definePageConfig({ navigationBarTitleText: '进货和追溯' });
