import { Migration } from '@mikro-orm/migrations';

export class Migration20261201231703 extends Migration {

  override name = 'Migration20261201231703';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Refund\` add index \`Refund_dueAtMs_index\` (\`dueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Refund\` drop index \`Refund_dueAtMs_index\`;`);
  }

}
