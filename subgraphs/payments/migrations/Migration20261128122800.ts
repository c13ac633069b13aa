import { Migration } from '@mikro-orm/migrations';

export class Migration20261128122800 extends Migration {

  override name = 'Migration20261128122800';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`askedFromMs\` bigint null, add \`attempts\` int not null default 0;`);
    this.addSql(`update \`Recovery\` set \`askedFromMs\` = \`nextAtMs\`;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` drop column \`askedFromMs\`, drop column \`attempts\`;`);
  }

}
