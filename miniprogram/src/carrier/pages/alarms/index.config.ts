export default definePageConfig({ navigationBarTitleText: '温度报警' });
