import { Migration } from '@mikro-orm/migrations';

export class Migration20261128221342 extends Migration {

  override name = 'Migration20261128221342';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` add index \`Collection_state_centreDueAtMs_index\` (\`state\`, \`centreDueAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Collection\` drop index \`Collection_state_centreDueAtMs_index\`;`);
  }

}
