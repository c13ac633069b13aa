import { Migration } from '@mikro-orm/migrations';

export class Migration20261126141242 extends Migration {

  override name = 'Migration20261126141242';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Filing\` drop index \`Filing_submittedAtMs_index\`;`);
    this.addSql(`alter table \`Filing\` add index \`Filing_submittedAtMs_id_index\` (\`submittedAtMs\`, \`id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Filing\` drop index \`Filing_submittedAtMs_id_index\`;`);
    this.addSql(`alter table \`Filing\` add index \`Filing_submittedAtMs_index\` (\`submittedAtMs\`);`);
  }

}
