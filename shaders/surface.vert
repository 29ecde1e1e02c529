// The surface, or the floor below it (a quad of the mesh's corners).
layout(location = 0) in vec3 position; // scene: the map's pixels
layout(location = 1) in vec3 normal;

uniform mat4 matrix;
uniform vec4 texel_of; // texel = texel_of.xy + texel_of.zw * place
uniform vec2 cut; // heights between which it is drawn
uniform vec3 light;
uniform float shading; // 0: colours as on the map

out vec2 texel; // 0..1
out vec2 shade; // of the upper side and of the lower one
out float gl_ClipDistance[2];

void main()
{
    gl_Position = matrix * vec4(position, 1.0);
    texel = texel_of.xy + texel_of.zw * position.xy;
    // Both ends of a pole lie beyond the same plane: no wall joins them.
    gl_ClipDistance[0] = position.z < cut.x ? -1e-3 : cut.y - position.z;
    gl_ClipDistance[1] = position.z - cut.x;
    // Light that wraps around: a slope that is turned away grows darker still as it gets steeper.
    float lit = 0.5 + 0.5 * dot(normal, light);
    shade = mix(vec2(1.0), vec2(0.44 + 0.62 * lit * lit, 0.56 + 0.22 * (1.0 - lit)), shading);
}
