import { Migration } from '@mikro-orm/migrations';

export class Migration20261128123500 extends Migration {

  override name = 'Migration20261128123500';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`OrderRefund\` add index \`OrderRefund_completedAtMs_dueAtMs_index\` (\`completedAtMs\`, \`dueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`OrderRefund\` drop index \`OrderRefund_completedAtMs_dueAtMs_index\`;`);
  }

}
