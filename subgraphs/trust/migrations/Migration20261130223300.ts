import { Migration } from '@mikro-orm/migrations';

export class Migration20261130223300 extends Migration {

  override name = 'Migration20261130223300';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`TradeMilestone\` add \`placedAtMs\` bigint null;`);
    this.addSql(`alter table \`TradeMilestone\` add index \`TradeMilestone_placedAtMs_index\` (\`placedAtMs\`);`);
    // When they were ordered is not known here; they were paid within minutes.
    this.addSql(`update \`TradeMilestone\` set \`placedAtMs\` = \`paidAtMs\`;`);
  }

}
