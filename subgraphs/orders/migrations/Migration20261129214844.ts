import { Migration } from '@mikro-orm/migrations';

export class Migration20261129214844 extends Migration {

  override name = 'Migration20261129214844';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Order\` add \`seenAtMs\` bigint null, add \`nudgeAtMs\` bigint null;`);
    this.addSql(`alter table \`Order\` add index \`Order_state_nudgeAtMs_index\` (\`state\`, \`nudgeAtMs\`);`);
  }
}
