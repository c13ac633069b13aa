import { Migration } from '@mikro-orm/migrations';

export class Migration20261126170117 extends Migration {

  override name = 'Migration20261126170117';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Settlement\` add index \`Settlement_state_id_index\` (\`state\`, \`id\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Settlement\` drop index \`Settlement_state_id_index\`;`);
  }

}
