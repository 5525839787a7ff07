/** What a file is called and how large it is, in words; and the files that a drop or a paste brings. */
import { clock, today } from '../kernel/days';
import { language, t } from '../kernel/words';

export interface Named {
  readonly file: File;
  readonly name: string;
}

/** "48 kB", "2,4 MB". */
export function fileSize(bytes: number): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(bytes / 1000, 0.1), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language.code, {
    style: 'unit',
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}

/** The mark of a file without a preview: its extension. */
export function extensionOf(name: string): string {
  const extension = /\.([^.]{1,4})$/.exec(name)?.[1];
  return extension?.toUpperCase() ?? '';
}

export function isPicture(mediaType: string): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(mediaType);
}

export function bringsFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** The files of a drop, and the names of what are folders. */
export function filesIn(transfer: DataTransfer): { files: Named[]; folders: string[] } {
  const files: Named[] = [];
  const folders: string[] = [];
  for (const item of transfer.items) {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (!file) continue;
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file.name);
    else files.push({ file, name: file.name });
  }
  return { files, folders };
}

/** A picture from the clipboard has no name of its own. */
export function pasted(transfer: DataTransfer): Named[] {
  return [...transfer.files].map((file) => {
    const isNameless = /^image\.\w+$/.test(file.name) && file.type === 'image/png';
    const when = `${today()} ${clock(new Date()).replace(':', '.')}`;
    return { file, name: isNameless ? t('attachment.pasted', { when }) : file.name };
  });
}

/** Whether what is pasted belongs to a text that is being written. */
export function isInText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input:not([type=checkbox], [type=radio], [type=file]), textarea, [contenteditable]',
    ) !== null
  );
}

/** Where the bytes of an attachment are. */
export function fileAt(id: string): string {
  return `/api/v1/attachments/${id}/file`;
}

export function previewAt(id: string): string {
  return `/api/v1/attachments/${id}/preview`;
}
