import { Migration } from '@mikro-orm/migrations';

export class Migration20261201100147 extends Migration {

  override name = 'Migration20261201100147';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ProductRating\` (\`productId\` varchar(64) not null, \`reviewCount\` int not null, \`starsTotal\` int not null, primary key (\`productId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`insert into \`ProductRating\` (\`productId\`, \`reviewCount\`, \`starsTotal\`) select \`productId\`, count(*), sum(\`stars\`) from \`ReviewedProduct\` where \`isShown\` = 1 group by \`productId\`;`);
  }

}
