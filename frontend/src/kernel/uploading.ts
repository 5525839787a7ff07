/** Sends a file in one piece, telling how far it has come; a retry with the same key attaches nothing twice. */
import { confirmation, Offline, refusal } from './api';
import { language } from './words';
import type { Id } from './wire';

export interface Upload {
  readonly done: Promise<Uploaded>;
  cancel(): void;
}

export type Uploaded = { id: Id; version: number; op: string };

/** Nobody wants it sent any more. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

type Options = { key: string; confirmed: boolean; onprogress: (share: number) => void };

export function upload(path: string, file: Blob, { key, confirmed, onprogress }: Options): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.open('POST', `/api/v1${path}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Accept-Language', language.code);
    request.setRequestHeader('Idempotency-Key', key);
    if (confirmed) request.setRequestHeader(...confirmation);
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const body = read(request.responseText);
      if (request.status < 300) resolve(body as Uploaded);
      else if (body)
        reject(refusal(request.status, body, request.getResponseHeader('Retry-After')));
      else reject(new Offline()); // a proxy answers for a server that is away
    };
    request.onerror = () => reject(new Offline());
    request.onabort = () => reject(new Cancelled());
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}

function read(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
