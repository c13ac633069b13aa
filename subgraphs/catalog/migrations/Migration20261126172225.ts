import { Migration } from '@mikro-orm/migrations';

export class Migration20261126172225 extends Migration {

  override name = 'Migration20261126172225';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Product\` add \`morePictureIds\` varchar(240) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Product\` drop column \`morePictureIds\`;`);
  }

}
