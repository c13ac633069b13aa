import { Migration } from '@mikro-orm/migrations';

export class Migration20261129190811 extends Migration {

  override name = 'Migration20261129190811';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`SupervisionCheck\` add \`items\` mediumtext null;`);
  }

}
