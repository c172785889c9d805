// Builds one image, and before it those that it is made of.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cacheFolder } from '../../repository/root.ts';
import { buildContext, labelOf, saveImages } from '../docker.ts';
import { imagesFolder } from '../modules.ts';
import type { Recipe } from '../recipes.ts';
import { parseReference } from '../reference.ts';
import { makeGadgets } from './gadgets.ts';
import { buildCommand } from './go.ts';
import { keyLabel, partsOf, reallyLabel, recipeKey } from './key.ts';
import { moduleFolder } from './modulefiles.ts';
import { makeRootfs } from './rootfs.ts';

/** What is done now, for the progress. */
export type Doing = (what: string) => void;

/** Whether Docker has this image, built from just this recipe. */
export async function isBuilt(recipe: Recipe): Promise<boolean> {
  return (await labelOf(recipe.reference, keyLabel)) === recipeKey(recipe);
}

/** Puts the image into Docker. */
export async function buildImage(recipe: Recipe, doing: Doing): Promise<void> {
  for (const part of partsOf(recipe))
    if (!(await isBuilt(part))) await buildImage(part, (what) => doing(`${short(part.reference)}: ${what}`));

  const parent = join(cacheFolder, 'images');
  mkdirSync(parent, { recursive: true });
  const context = mkdtempSync(join(parent, 'context-'));
  try {
    cpSync(join(imagesFolder, recipe.folder), context, { recursive: true });
    await fill(context, recipe, doing);
    doing('docker build');
    const labels = {
      [keyLabel]: recipeKey(recipe),
      ...(recipe.really ? { [reallyLabel]: recipe.really } : {}),
    };
    const args = {
      TAG: parseReference(recipe.reference).tag ?? '',
      ...(recipe.base ? { BASE: recipe.base } : {}),
    };
    await buildContext(context, recipe.reference, labels, args);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

async function fill(context: string, recipe: Recipe, doing: Doing): Promise<void> {
  const { binaries = [], rootfs, moduleFiles, images, gadgets } = recipe;
  for (const [index, name] of binaries.entries()) {
    doing(`go build ${name} (${index + 1} of ${binaries.length})`);
    cpSync(await buildCommand(name), join(context, 'bin', name));
  }
  if (rootfs) {
    doing('Debian packages');
    cpSync(await makeRootfs(rootfs), join(context, 'rootfs.tar'));
  }
  if (moduleFiles) {
    const folder = await moduleFolder(moduleFiles.folder, moduleFiles.module);
    for (const file of moduleFiles.files) cpSync(join(folder, file), join(context, 'module', basename(file)));
  }
  if (gadgets) {
    doing(`gadgets ${gadgets.join(', ')}`);
    await makeGadgets(gadgets, join(context, 'store'));
  }
  if (images) {
    doing(`docker save of ${images.length} images`);
    await saveImages(images, join(context, 'images.tar'));
  }
}

function short(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
