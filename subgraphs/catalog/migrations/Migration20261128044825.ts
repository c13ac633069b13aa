import { Migration } from '@mikro-orm/migrations';

export class Migration20261128044825 extends Migration {

  override name = 'Migration20261128044825';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`TraceSeal\` add unique \`TraceSeal_previousRoot_unique\` (\`previousRoot\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`TraceSeal\` drop index \`TraceSeal_previousRoot_unique\`;`);
  }

}
