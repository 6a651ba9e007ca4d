// The scenes of a spec, each started when a test first asks for it.
import { startScene, type Scene, type SceneName } from './scenes.mjs';
import { test } from './test';

export function useScenes(): (name: SceneName) => Promise<Scene> {
  const scenes = new Map<SceneName, Promise<Scene>>();
  test.afterAll(async () => {
    for (const scene of scenes.values()) await (await scene).server.stop();
  });
  return (name) => {
    const scene = scenes.get(name) ?? startScene(name);
    scenes.set(name, scene);
    return scene;
  };
}
