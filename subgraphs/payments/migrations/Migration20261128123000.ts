import { Migration } from '@mikro-orm/migrations';

export class Migration20261128123000 extends Migration {

  override name = 'Migration20261128123000';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Reconciliation\` add \`nextAtMs\` bigint null, add \`attempts\` int not null default 0;`);
    this.addSql(`alter table \`Reconciliation\` add index \`Reconciliation_nextAtMs_index\` (\`nextAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Reconciliation\` drop index \`Reconciliation_nextAtMs_index\`;`);
    this.addSql(`alter table \`Reconciliation\` drop column \`nextAtMs\`, drop column \`attempts\`;`);
  }

}
