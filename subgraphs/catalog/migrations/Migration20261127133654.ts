import { Migration } from '@mikro-orm/migrations';

export class Migration20261127133654 extends Migration {

  override name = 'Migration20261127133654';

  override up(): void | Promise<void> {
    // In one statement: the key that numbers rows cannot go before its column.
    this.addSql(`alter table \`ProductToken\` drop primary key, drop column \`id\`, drop index \`ProductToken_productId_index\`, drop index \`ProductToken_token_productId_unique\`, add primary key (\`productId\`, \`token\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`ProductToken\` drop primary key, add \`id\` bigint unsigned not null auto_increment primary key first, add index \`ProductToken_productId_index\` (\`productId\`), add unique \`ProductToken_token_productId_unique\` (\`token\`, \`productId\`);`);
  }

}
