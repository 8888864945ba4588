import Nzh from 'nzh';
import { formatYuan } from '#kernel/money.ts';

/** 大写金额, as vouchers and approval sheets write it: 壹佰贰拾叁元肆角伍分. From text, so that no float rounds a fen away. */
export const capitalsOf = (fen: number): string =>
  Nzh.cn.toMoney(formatYuan(fen).replaceAll(',', ''), { outSymbol: false, forceZheng: true });
