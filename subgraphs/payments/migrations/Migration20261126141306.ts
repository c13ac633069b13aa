import { Migration } from '@mikro-orm/migrations';

export class Migration20261126141306 extends Migration {

  override name = 'Migration20261126141306';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Refund\` add index \`Refund_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Refund\` drop index \`Refund_state_dueAtMs_index\`;`);
  }

}
